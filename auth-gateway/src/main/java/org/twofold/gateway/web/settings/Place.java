package org.twofold.gateway.web.settings;

/** Where in the page something opens: below the row that it belongs to. */
enum Place {
  EMAIL,
  SMS,
  TOTP,
  BACKUP_CODES,
  ADDRESS,
  PASSWORD,
  ERASURE,
  DEVICES,
  UPDATE
}
