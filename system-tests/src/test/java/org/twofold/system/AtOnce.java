package org.twofold.system;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Requests that start at the same moment. */
final class AtOnce {

  private AtOnce() {}

  /** The same request that many times; what each was answered. */
  static <T> List<T> all(int times, Callable<T> request) throws Exception {
    return all(times, n -> request);
  }

  /** One request for each number from zero; what each was answered, in their order. */
  static <T> List<T> all(int times, IntFunction<Callable<T>> requests) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> answers = new ArrayList<>();
      for (int n = 0; n < times; n++) {
        Callable<T> request = requests.apply(n);
        answers.add(
            threads.submit(
                () -> {
                  start.await();
                  return request.call();
                }));
      }
      start.countDown();
      List<T> all = new ArrayList<>();
      for (Future<T> answer : answers) {
        all.add(answer.get());
      }
      return all;
    }
  }
}
