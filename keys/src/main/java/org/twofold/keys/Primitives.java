package org.twofold.keys;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.hybrid.HybridConfig;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.prf.PrfConfig;
import java.security.GeneralSecurityException;

/** The one place where Tink's kinds of keys are registered. */
final class Primitives {

  static {
    try {
      AeadConfig.register();
      PrfConfig.register();
      MacConfig.register();
      HybridConfig.register();
    } catch (GeneralSecurityException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Primitives() {}

  /** Called before Tink is used; the work is done once, when the class is loaded. */
  static void register() {}

  static <P> P of(KeysetHandle keyset, Class<P> primitive) {
    try {
      return keyset.getPrimitive(RegistryConfiguration.get(), primitive);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("No " + primitive.getSimpleName() + " from this keyset", e);
    }
  }
}
