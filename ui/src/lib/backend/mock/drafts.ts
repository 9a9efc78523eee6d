import { BackendError } from '../failure';
import { NOTE_REVIEWS } from '../generated/note-reviews';
import type { Category, Draft, Photo, ReportDraft, Scope } from '../generated/types';
import { PHOTOS_MAX } from '../../ui/limits';
import { idOf } from './fixtures';
import { hashOf, picture } from './pixels';
import { Scripted } from './scripted';

/** The core's drafts and photos in memory. */
export abstract class MockDrafts extends Scripted {
  drafts_: Draft[] = [];

  #pictures = new Map<string, Uint8Array>();
  #ids = 900;

  constructor(readonly nowMs: () => number = Date.now) {
    super();
  }

  abstract tell(scope: Scope): void;

  /** An id that was not given before. */
  protected newId(): string {
    return idOf((this.#ids += 1));
  }

  /** A photo that can be shown. */
  photoOf(seed: number, description: string | null = null): Photo {
    const bytes = picture(seed);
    this.#pictures.set(hashOf(seed), bytes);
    const photo: Photo = { sha256: hashOf(seed), width_px: 48, height_px: 48, size_bytes: bytes.length };
    return description === null ? photo : { ...photo, description };
  }

  /** A draft as it is right after it was begun. */
  draftOf(report: ReportDraft, photos: Photo[] = []): Draft {
    return { id: this.newId(), report, photos, changed_at: new Date(this.nowMs()).toISOString() };
  }

  startDraft = (category: Category) =>
    this.answer('startDraft', () => {
      const draft = this.draftOf({ category, behaviours: [], place: {}, practice: false });
      this.drafts_.unshift(draft);
      this.tell('reports');
      return draft;
    });

  drafts = () => this.answer('drafts', () => this.drafts_);
  draft = (id: string) => this.answer('draft', () => this.drafts_.find((draft) => draft.id === id) ?? null);

  saveDraft = (id: string, report: ReportDraft) =>
    this.#change('saveDraft', id, (draft) => void (draft.report = report));

  discardDraft = (id: string) => this.answer('discardDraft', () => this.dropDraft(id));

  /** Files that another app shared. */
  shared_: Uint8Array[] = [];
  takeSharedPhoto = () => this.answer('takeSharedPhoto', () => this.shared_.shift() ?? null);

  attachPhoto = (id: string, file: Uint8Array) =>
    this.#change('attachPhoto', id, ({ photos }) => {
      // The first byte of a file stands for what it shows.
      const seed = file[0] ?? 0;
      if (photos.some(({ sha256 }) => sha256 === hashOf(seed))) {
        throw new BackendError('invalid', 'photo_twice');
      }
      if (photos.length === PHOTOS_MAX) throw new BackendError('invalid', 'photos_too_many');
      const photo = this.photoOf(seed);
      photos.push(photo);
      return photo;
    });

  detachPhoto = (id: string, sha256: string) =>
    this.#change('detachPhoto', id, (draft) => {
      draft.photos = draft.photos.filter((photo) => photo.sha256 !== sha256);
    });

  describePhoto = (id: string, sha256: string, description: string | null) =>
    this.#change('describePhoto', id, ({ photos }) => {
      const photo = photos.find((photo) => photo.sha256 === sha256);
      if (photo) Object.assign(photo, { description });
    });

  photoBytes = (_id: string, sha256: string) =>
    this.answer('photoBytes', () => this.#pictures.get(sha256) ?? null);

  reviewNote = (text: string) => this.answer('reviewNote', () => NOTE_REVIEWS[text] ?? null);

  protected dropDraft(id: string): void {
    this.drafts_ = this.drafts_.filter((draft) => draft.id !== id);
    this.tell('reports');
  }

  #change<T>(call: string, id: string, change: (draft: Draft) => T): Promise<T> {
    return this.answer(call, () => {
      const draft = this.drafts_.find((draft) => draft.id === id);
      if (!draft) throw new BackendError('not_found');
      const changed = change(draft);
      draft.changed_at = new Date(this.nowMs()).toISOString();
      return changed;
    });
  }
}
