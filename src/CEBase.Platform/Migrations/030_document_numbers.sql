-- Last number given in a year to the documents of a series: claims (BX), bills (YS), receipts (SJ) and so on.
CREATE TABLE document_counter (
  series text NOT NULL,
  year integer NOT NULL,
  last integer NOT NULL CHECK (last >= 0),
  PRIMARY KEY (series, year)
);
