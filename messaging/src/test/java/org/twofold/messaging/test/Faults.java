package org.twofold.messaging.test;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.mockito.invocation.InvocationOnMock;
import org.twofold.messaging.outbox.OutboxCollection;
import org.twofold.messaging.outbox.OutboxCollections;
import reactor.core.publisher.Mono;

/** Stands before every collection and lets one call of a test's choice go wrong. */
public final class Faults {

  private static final Set<String> CALLS = Set.of("insert", "update", "find");

  private final AtomicInteger until = new AtomicInteger();
  private volatile Supplier<Mono<?>> fault = Mono::empty;

  /** The nth call from now on ends like this. */
  public void atCall(int n, Supplier<Mono<?>> outcome) {
    fault = outcome;
    until.set(n);
  }

  /** Whether a fault still waits for its call; none does afterwards. */
  public boolean disarm() {
    return until.getAndSet(0) > 0;
  }

  /** The collections, each call of which may end otherwise. */
  public OutboxCollections before(OutboxCollections real) {
    return mock(
        OutboxCollections.class,
        withSettings()
            .spiedInstance(real)
            .stubOnly()
            .defaultAnswer(
                call -> {
                  Object answer = call.callRealMethod();
                  return answer instanceof OutboxCollection<?> collection
                      ? before(collection)
                      : answer;
                }));
  }

  private OutboxCollection<?> before(OutboxCollection<?> real) {
    return mock(
        OutboxCollection.class,
        withSettings().spiedInstance(real).stubOnly().defaultAnswer(this::answer));
  }

  private Object answer(InvocationOnMock call) throws Throwable {
    boolean now =
        CALLS.contains(call.getMethod().getName())
            && until.get() > 0
            && until.decrementAndGet() == 0;
    return now ? fault.get() : call.callRealMethod();
  }
}
