package org.twofold.stack.accounts;

import java.io.IOException;

/** The gateway gave no answer that could be used, for as long as it was asked. */
final class GatewayException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * @param sentence without its full stop
   */
  GatewayException(String sentence) {
    super(sentence);
  }
}
