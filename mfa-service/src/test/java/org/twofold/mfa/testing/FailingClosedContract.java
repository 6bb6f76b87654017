package org.twofold.mfa.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.mongodb.MongoTimeoutException;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.twofold.messaging.test.SettableClock;
import org.twofold.mfa.lockout.Verification;
import reactor.core.publisher.Mono;

/** Every call of the database on the way of a right code goes wrong once, in every way. */
@Tag("B9")
public abstract class FailingClosedContract {

  /** More than the way has. */
  protected static final int MOST_CALLS = 20;

  protected static final Supplier<Mono<?>> ERROR =
      () -> Mono.error(new MongoTimeoutException("injected"));

  protected final MfaUnderTest mfa = MfaUnderTest.shared();

  /** A right code of somebody new whose factor failed once; not checked yet. */
  protected abstract Mono<Verification> aRightCode();

  /** The calls whose empty answer is none that lets anybody in, with a reason. */
  protected abstract Set<Integer> mayBeEmpty();

  static Stream<Arguments> faults() {
    return Stream.of(
        arguments("an error", ERROR),
        arguments("no answer", (Supplier<Mono<?>>) Mono::never),
        arguments("an empty answer", (Supplier<Mono<?>>) Mono::empty));
  }

  @BeforeEach
  void atNine() {
    mfa.clock().set(SettableClock.NINE);
  }

  @AfterEach
  void mend() {
    mfa.faults().disarm();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void noFaultAtAnyCallLetsARightCodeIn(String name, Supplier<Mono<?>> fault) {
    boolean empty = name.startsWith("an empty");
    int call = 1;
    while (true) {
      Mono<Verification> code = aRightCode();
      mfa.faults().atCall(call, fault);
      Verification answer = answer(code);
      if (mfa.faults().disarm()) {
        assertThat(answer).isInstanceOf(Verification.Yes.class);
        break;
      }
      if (!(empty && mayBeEmpty().contains(call))) {
        assertThat(answer instanceof Verification.Yes).as("call %d: %s", call, answer).isFalse();
      }
      assertThat(++call).isLessThan(MOST_CALLS);
    }
    assertThat(call).isGreaterThanOrEqualTo(6);
  }

  /** Null for an error, which is a 503. */
  protected static @Nullable Verification answer(Mono<Verification> code) {
    try {
      return code.block();
    } catch (RuntimeException refused) {
      return null;
    }
  }
}
