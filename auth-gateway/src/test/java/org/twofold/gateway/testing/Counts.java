package org.twofold.gateway.testing;

import static org.awaitility.Awaitility.await;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import de.mkammerer.argon2.Argon2Advanced;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** What a request costs: hashes, and commands to the database by name and collection. */
public final class Counts implements CommandListener {

  private static final Set<String> OF_REQUESTS =
      Set.of("find", "insert", "update", "findAndModify");

  private final AtomicInteger hashes = new AtomicInteger();
  private final List<String> commands = new CopyOnWriteArrayList<>();

  /** A request's cost. */
  public record Cost(int hashes, List<String> commands) {}

  /**
   * What it cost, once as many commands were seen and no further one follows.
   *
   * @param atLeast commands, those of the relay beside it too
   */
  public Cost of(Runnable request, int atLeast) {
    quiet(0);
    hashes.set(0);
    commands.clear();
    request.run();
    quiet(atLeast);
    return new Cost(hashes.get(), commands.stream().sorted().toList());
  }

  private void quiet(int atLeast) {
    await()
        .pollInterval(Duration.ofMillis(20))
        .during(Duration.ofMillis(150))
        .atMost(Duration.ofSeconds(10))
        .until(
            commands::size,
            new Predicate<Integer>() {
              private int last = -1;

              @Override
              public boolean test(Integer now) {
                boolean isSame = now == last;
                last = now;
                return isSame && now >= atLeast;
              }
            });
  }

  @Override
  public void commandStarted(CommandStartedEvent event) {
    String name = event.getCommandName();
    if (OF_REQUESTS.contains(name)) {
      commands.add(name + " " + event.getCommand().getString(name).getValue());
    }
  }

  Argon2Advanced before(Argon2Advanced real) {
    return (Argon2Advanced)
        Proxy.newProxyInstance(
            Argon2Advanced.class.getClassLoader(),
            new Class<?>[] {Argon2Advanced.class},
            (proxy, method, arguments) -> {
              if (method.getName().matches("hash.*|verify.*|rawHash.*")) {
                hashes.incrementAndGet();
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
