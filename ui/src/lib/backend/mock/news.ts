import type { News, NewsContent, NewsUpdate, NewsWithdrawal } from '../generated/types';
import type { NewsBackend } from '../news';
import { MockAlerts, oneOf, pageOf } from './alerts';
import { after, idOf } from './fixtures';
import { eventPicture } from './events';
import { pictureUrl } from './pixels';

/** News of the fictional town, newest first. */
export function newsItems(nowMs: number): News[] {
  const item = (
    number: number,
    daysAgo: number,
    texts: NewsContent['texts'],
    more: Partial<NewsContent> = {},
  ) => {
    const at = after(nowMs, -daysAgo * 24 * 60);
    return {
      id: idOf(number),
      revision: 1,
      published_at: at,
      changed_at: at,
      content: { texts, ...more },
    };
  };
  return [
    item(
      501,
      1,
      [
        {
          language: 'en',
          title: 'The lamps on the Quay steps are lit again',
          text: 'Eleven of you told us that they were out. The town mended them on Tuesday.\n\nThank you for looking out for each other.',
          picture_description: 'Neighbours with torches on the Quay steps at dusk.',
          outcome: 'Since then nobody has told us of a fall there. Two weeks are too few to know more.',
        },
        {
          language: 'es',
          title: 'Vuelve a haber luz en la escalinata',
          text: 'Once de ustedes nos avisaron de que no había luz. El ayuntamiento la reparó el martes.',
          picture_description: 'Vecinos con linternas en la escalinata, al anochecer.',
        },
      ],
      { picture: eventPicture, initiative: true },
    ),
    item(502, 6, [
      {
        language: 'en',
        title: 'A second patrol on market days',
        text: 'From now on two of us walk the market square on Saturdays, from eight to two.',
      },
    ]),
    item(503, 20, [
      { language: 'en', title: 'How to reach us at night', text: 'The desk is staffed until midnight.' },
    ]),
    item(504, 40, [{ language: 'en', title: 'We have moved', text: 'You find us at 4 Mill Street.' }]),
  ];
}

/** The part of a patrol server in memory that keeps news and pictures. */
export class MockNews extends MockAlerts implements NewsBackend {
  news_: News[];

  constructor(nowMs: () => number = Date.now) {
    super(nowMs);
    this.news_ = newsItems(nowMs());
  }

  news = (after?: string) =>
    this.answer('news', () => {
      const { rows, next } = pageOf(this.news_, after);
      return { news: rows, ...next };
    });
  newsItem = (id: string) => this.answer('newsItem', () => oneOf(this.news_, id));
  publishNews = (id: string, content: NewsContent) =>
    this.answer('publishNews', () => {
      if (this.isRepeated(id, content)) return;
      const at = after(this.nowMs(), 0);
      this.news_ = [{ id, revision: 1, published_at: at, changed_at: at, content }, ...this.news_];
    });
  updateNews = (id: string, operation: string, update: NewsUpdate) =>
    this.answer('updateNews', () =>
      this.change(this.news_, id, operation, update, { content: update.content }),
    );
  withdrawNews = (id: string, operation: string, withdrawal: NewsWithdrawal) =>
    this.answer('withdrawNews', () => {
      this.change(this.news_, id, operation, withdrawal, {});
      this.news_ = this.news_.filter((item) => item.id !== id);
    });
  sendPicture = (file: Blob) =>
    this.answer('sendPicture', () => ({ ...eventPicture, size_bytes: file.size }));
  pictureUrl = () => pictureUrl(7);
}
