import type { News, NewsContent, NewsPage, NewsUpdate, NewsWithdrawal, Picture } from './generated/types';

/** What the desk asks about news, and about the pictures of news and events. */
export interface NewsBackend {
  news(after?: string): Promise<NewsPage>;
  newsItem(id: string): Promise<News>;
  publishNews(id: string, content: NewsContent): Promise<void>;
  updateNews(id: string, operation: string, update: NewsUpdate): Promise<void>;
  withdrawNews(id: string, operation: string, withdrawal: NewsWithdrawal): Promise<void>;
  /** Sends a file, of which the server makes a picture to be named in what is published. */
  sendPicture(file: Blob): Promise<Picture>;
  /** Where a picture can be had, also before anything shows it. */
  pictureUrl(sha256: string): string;
}
