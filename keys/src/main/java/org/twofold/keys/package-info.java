/**
 * Key files by purpose, re-read when they change; sealing, opening, deriving and signing with them.
 */
@NullMarked
package org.twofold.keys;

import org.jspecify.annotations.NullMarked;
