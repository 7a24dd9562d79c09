-- Notices (通知公告) and pages of the portal (关于基地, 常见问题), both in Markdown.
CREATE TABLE notice (
  id {{id}},
  kind text NOT NULL CHECK (kind IN ('Notice', 'Page')),
  slug text NOT NULL,
  title text NOT NULL,
  summary text NOT NULL,
  body text NOT NULL,
  is_pinned boolean NOT NULL,
  state text NOT NULL,
  published_on text,
  updated_at text NOT NULL,
  version integer NOT NULL,
  UNIQUE (kind, slug)
);
CREATE INDEX notice_board ON notice (kind, state, published_on);
