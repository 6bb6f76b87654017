package org.twofold.gateway.operator;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.twofold.gateway.account.Account;
import org.twofold.gateway.account.Accounts;
import org.twofold.gateway.mfa.Enrolments;
import org.twofold.gateway.operator.ImportedLine.FieldError;

/** What is to be done about a line of an import. */
sealed interface LinePlan {

  /** What the mfa-service is to take before; empty where there is no secret. */
  Optional<Enrolments.Imported> secret();

  /** Nothing: it is refused. */
  record Refuse(List<FieldError> errors) implements LinePlan {

    /** The mfa-service did not take its secret. */
    static final Refuse SECRET =
        new Refuse(
            List.of(
                new FieldError(
                    "totpSecret",
                    "was not taken: it is no base32 of 128 to 512 bits, or its owner removed it")));

    @Override
    public Optional<Enrolments.Imported> secret() {
      return Optional.empty();
    }
  }

  /** An account is made. */
  record Create(Accounts.Change account, Optional<Enrolments.Imported> secret)
      implements LinePlan {}

  /**
   * An account that stands is changed, if it is not so already.
   *
   * @param hash null where the password stays
   */
  record Update(
      Account found, ImportedLine line, @Nullable String hash, Optional<Enrolments.Imported> secret)
      implements LinePlan {

    /** Nothing but the account's id. */
    @Override
    public String toString() {
      return "Update[" + found.id() + "]";
    }
  }
}
