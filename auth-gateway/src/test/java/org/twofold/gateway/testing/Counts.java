package org.twofold.gateway.testing;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import de.mkammerer.argon2.Argon2Advanced;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What a request costs: hashes, and commands to the database by name and collection. */
public final class Counts implements CommandListener {

  private static final Set<String> OF_REQUESTS =
      Set.of("find", "insert", "update", "findAndModify");

  private final AtomicInteger hashes = new AtomicInteger();
  private final List<String> commands = new CopyOnWriteArrayList<>();

  /** A request's cost. */
  public record Cost(int hashes, List<String> commands) {}

  /** What it cost. */
  public Cost of(Runnable request) {
    hashes.set(0);
    commands.clear();
    request.run();
    return new Cost(hashes.get(), List.copyOf(commands));
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
