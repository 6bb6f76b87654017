package org.twofold.stack.process;

/**
 * A process for tests: guards a sleeper, says its id and the watchdog's, and waits to be killed.
 */
final class WatchdogOwner {

  private WatchdogOwner() {}

  public static void main(String[] arguments) throws Exception {
    Watchdog watchdog = new Watchdog();
    Process sleeper = new ProcessBuilder("sleep", "300").start();
    watchdog.guard(sleeper.toHandle());
    System.out.println(sleeper.pid());
    System.out.println(watchdog.pid());
    System.out.flush();
    sleeper.waitFor();
  }
}
