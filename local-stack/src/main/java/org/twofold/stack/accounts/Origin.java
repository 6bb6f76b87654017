package org.twofold.stack.accounts;

/** Why accounts are put in: what the gateway writes down as their origin. */
enum Origin {
  IMPORT,
  DEMO
}
