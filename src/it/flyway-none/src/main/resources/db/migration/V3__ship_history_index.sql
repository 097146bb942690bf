create index ship_aud_by_ship on ship_aud (id, rev);
