/** Backup codes: shown once, kept as keyed hashes, each used by one login. */
@NullMarked
package org.twofold.mfa.backupcode;

import org.jspecify.annotations.NullMarked;
