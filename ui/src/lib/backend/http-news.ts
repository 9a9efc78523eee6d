import { get, put, putFile, withQuery } from './http-call';
import type { NewsBackend } from './news';

/** News and pictures, as the patrol server keeps them. */
export const httpNews: NewsBackend = {
  news: (after) => get(withQuery('/v1/staff/news', { after })),
  newsItem: (id) => get(`/v1/staff/news/${id}`),
  publishNews: (id, content) => put(`/v1/staff/news/${id}`, content),
  updateNews: (id, operation, update) => put(`/v1/staff/news/${id}/updates/${operation}`, update),
  withdrawNews: (id, operation, what) => put(`/v1/staff/news/${id}/withdrawal/${operation}`, what),
  sendPicture: (file) => putFile('/v1/staff/pictures', file),
  pictureUrl: (sha256) => `/v1/staff/pictures/${sha256}`,
};
