package org.twofold.mfa.lockout;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An id that the gateway made: of a user, a login, a challenge or a factor. */
@NotNull
@Pattern(regexp = "[A-Za-z0-9_-]{1,64}")
@Constraint(validatedBy = {})
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Identifier {

  /** What a violation says. */
  String message() default "must be an id";

  /** Of Jakarta Validation; not used. */
  Class<?>[] groups() default {};

  /** Of Jakarta Validation; not used. */
  Class<? extends Payload>[] payload() default {};
}
