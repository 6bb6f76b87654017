package org.twofold.mfa.challenge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a code. */
sealed interface Verification {

  record Accepted() implements Verification {}

  record Wrong(int attemptsLeft) implements Verification {}

  record Expired() implements Verification {}

  record Exhausted() implements Verification {}

  record NotYet() implements Verification {}

  record Delayed(@Nullable Instant until) implements Verification {}
}
