package org.twofold.notification.operator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.twofold.events.Method;

/** Which channels are on. One that was never switched is. */
@Component
public class Switches {

  private final Map<Method, Boolean> states = new ConcurrentHashMap<>();

  /** Whether messages may leave by it. */
  public boolean isOn(Method channel) {
    return states.getOrDefault(channel, true);
  }

  void turn(Method channel, boolean on) {
    states.put(channel, on);
  }
}
