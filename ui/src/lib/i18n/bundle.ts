import { FluentBundle, FluentResource } from '@fluent/bundle';
import { isRightToLeft, wordsOf } from './locale';

/**
 * The messages of some files in one language; `transform` makes of each piece of text what is shown. Rust makes its
 * own bundles alike: `crates/lamplight-words`.
 */
export function bundleOf(
  language: string,
  files: readonly string[],
  transform: (text: string) => string = (text) => text,
): FluentBundle {
  // Marks of direction around each argument matter when words run the other way; elsewhere they would
  // only end up in what people copy.
  const bundle = new FluentBundle(wordsOf(language), { useIsolating: isRightToLeft(language), transform });
  for (const file of files) bundle.addResource(new FluentResource(file));
  return bundle;
}
