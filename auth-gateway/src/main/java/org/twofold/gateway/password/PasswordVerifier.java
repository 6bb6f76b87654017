package org.twofold.gateway.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.bcrypt.BCrypt;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Hashes and verifies passwords with Argon2id on a pool of its own, so that hashing takes no more
 * than its processors and a surplus is refused at once. Fails with {@link OverloadedException}
 * where too many wait.
 */
@Component
public class PasswordVerifier implements DisposableBean {

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final Argon2 ARGON2I = Argon2Factory.create(Argon2Types.ARGON2i);
  private static final Argon2 ARGON2D = Argon2Factory.create(Argon2Types.ARGON2d);

  private final Argon2Advanced argon2 =
      Argon2Factory.createAdvanced(Argon2Types.ARGON2id, SALT_BYTES, HASH_BYTES);
  private final PasswordSettings settings;
  private final Scheduler pool;
  private final String nobodys;

  PasswordVerifier(PasswordSettings settings) {
    this.settings = settings;
    int atOnce =
        settings.atOnce() == 0 ? Runtime.getRuntime().availableProcessors() : settings.atOnce();
    this.pool = Schedulers.newBoundedElastic(atOnce, settings.waiting(), "argon2", 60, true);
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    this.nobodys = compute("nobody", salt);
  }

  /**
   * Whether the password is the one of the hash. One hash is computed in any case (E4).
   *
   * @param hash a PHC string; null where there is no account: then the answer is no
   */
  public Mono<Boolean> verify(String password, @Nullable String hash) {
    return onPool(
        () -> {
          boolean right = matches(password, hash == null ? nobodys : hash);
          return right && hash != null;
        });
  }

  /** The hash of a password under a salt of its own, as a PHC string. */
  public Mono<String> hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return hash(password, salt);
  }

  /**
   * The hash of a password as a PHC string.
   *
   * @param salt 16 bytes
   */
  public Mono<String> hash(String password, byte[] salt) {
    return onPool(() -> compute(password, salt));
  }

  /** Also the hashes of other systems, from which accounts are imported. */
  private boolean matches(String password, String hash) {
    byte[] canonical = canonical(password).getBytes(UTF_8);
    return switch (StoredHash.of(hash)) {
      case ARGON2ID -> argon2.verify(hash, canonical);
      case ARGON2I -> ARGON2I.verify(hash, canonical);
      case ARGON2D -> ARGON2D.verify(hash, canonical);
      case BCRYPT -> BCrypt.checkpw(canonical, hash);
    };
  }

  private String compute(String password, byte[] salt) {
    return argon2.hash(
        settings.iterations(),
        settings.memoryKib(),
        settings.parallelism(),
        canonical(password).toCharArray(),
        UTF_8,
        salt);
  }

  private <T> Mono<T> onPool(Callable<T> work) {
    return Mono.fromCallable(work)
        .subscribeOn(pool)
        .onErrorMap(RejectedExecutionException.class, refused -> new OverloadedException());
  }

  /** The same password typed on another keyboard is the same (NIST SP 800-63B-4, 3.1.1.2). */
  private static String canonical(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC);
  }

  @Override
  public void destroy() {
    pool.dispose();
  }
}
