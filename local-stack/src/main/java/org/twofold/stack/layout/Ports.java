package org.twofold.stack.layout;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ports of a stack.
 *
 * @param offset added to every one of them, so that several stacks run side by side
 */
public record Ports(int offset) {

  /** So that the highest port stays below 65536 with a hundred workers. */
  public static final int HIGHEST_OFFSET = 27_000;

  private static final int BETWEEN_WORKERS = 100;

  /** The pages and the API. */
  public int gateway() {
    return 8080 + offset;
  }

  /** The internal API of the mfa-service. */
  public int mfa() {
    return 8081 + offset;
  }

  /** The health of the mfa-service. */
  public int mfaHealth() {
    return 18081 + offset;
  }

  /** Worker k of the notification-service, counted from 1. */
  public int worker(int k) {
    return 8082 + BETWEEN_WORKERS * (k - 1) + offset;
  }

  /** The page and API of the inbox. */
  public int inbox() {
    return 8025 + offset;
  }

  /** The SMTP sink of the inbox. */
  public int smtp() {
    return 1025 + offset;
  }

  /** The SMPP sink of the inbox. */
  public int smpp() {
    return 2775 + offset;
  }

  /** The broker. */
  public int kafka() {
    return 9092 + offset;
  }

  /** The controller of the broker. */
  public int kafkaController() {
    return 19093 + offset;
  }

  /** The schema registry. */
  public int registry() {
    return 8085 + offset;
  }

  /** The management interface of the schema registry. */
  public int registryManagement() {
    return 19000 + offset;
  }

  /** The stand-in for MongoDB. */
  public int mongo() {
    return 27017 + offset;
  }

  /**
   * Every port that a stack listens on, with the process that does.
   *
   * @param standIn whether MongoDB is the stand-in
   */
  public Map<Integer, String> all(int workers, boolean standIn) {
    Map<Integer, String> all = new LinkedHashMap<>();
    all.put(gateway(), Names.GATEWAY);
    all.put(mfa(), Names.MFA);
    all.put(mfaHealth(), Names.MFA);
    for (int k = 1; k <= workers; k++) {
      all.put(worker(k), Names.worker(k));
    }
    all.put(inbox(), Names.INBOX);
    all.put(smtp(), Names.INBOX);
    all.put(smpp(), Names.INBOX);
    all.put(kafka(), Names.KAFKA);
    all.put(kafkaController(), Names.KAFKA);
    all.put(registry(), Names.REGISTRY);
    all.put(registryManagement(), Names.REGISTRY);
    if (standIn) {
      all.put(mongo(), Names.MONGO);
    }
    return all;
  }
}
