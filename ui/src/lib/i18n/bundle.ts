import { FluentBundle, FluentResource } from '@fluent/bundle';
import { isRightToLeft } from './locale';

/** The messages of some files in one language. Rust makes its own alike: `crates/lamplight-words`. */
export function bundleOf(language: string, files: readonly string[]): FluentBundle {
  // Marks of direction around each argument matter when words run the other way; elsewhere they would
  // only end up in what people copy.
  const bundle = new FluentBundle(language, { useIsolating: isRightToLeft(language) });
  for (const file of files) bundle.addResource(new FluentResource(file));
  return bundle;
}
