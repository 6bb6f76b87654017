package org.twofold.mfa.backupcode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.commons.codec.binary.Base32;
import org.twofold.keys.AssociatedData;

/** How a code could show in a dump: as it is, or hashed without the key. */
final class Forms {

  private Forms() {}

  static List<String> of(Holder holder, String code) {
    byte[] raw = new Base32().decode(code);
    List<String> forms =
        new ArrayList<>(
            List.of(
                code,
                code.toLowerCase(Locale.ROOT),
                new String(raw, ISO_8859_1),
                HexFormat.of().formatHex(raw)));
    String slot = Integer.toString(holder.codes().indexOf(code));
    for (byte[] plain :
        List.of(
            code.getBytes(US_ASCII),
            AssociatedData.of(holder.userId(), holder.setId(), slot, code))) {
      forms.add(new String(sha256(plain), ISO_8859_1));
    }
    return forms;
  }

  private static byte[] sha256(byte[] plain) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(plain);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
