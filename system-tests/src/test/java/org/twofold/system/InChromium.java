package org.twofold.system;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests of a stack in a browser, which one thread at a time can use. */
@ExtendWith(Stack.class)
@Execution(ExecutionMode.SAME_THREAD)
abstract class InChromium {

  static Chromium chromium;

  final Stack.Running stack;

  InChromium(Stack.Running stack) {
    this.stack = stack;
  }

  @BeforeAll
  static void startBrowser() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void stopBrowser() {
    if (chromium != null) {
      chromium.close();
    }
  }
}
