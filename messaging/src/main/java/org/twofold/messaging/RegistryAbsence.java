package org.twofold.messaging;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a registry that does not answer, which passes, from bytes that are no event, which stay so.
 */
final class RegistryAbsence {

  private RegistryAbsence() {}

  static boolean explains(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketException
          || cause instanceof TimeoutException
          || cause instanceof SocketTimeoutException
          || cause.getClass().getName().startsWith("io.netty.channel.")) {
        return true;
      }
    }
    return false;
  }
}
