package org.twofold.gateway.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.twofold.gateway.mfa.Enrolments;

@Tag("A7")
class OtpauthUriTest {

  private static final Enrolments.Secret SECRET =
      new Enrolments.Secret(
          "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "SHA1", 6, 30, Instant.parse("2026-11-24T09:10:00Z"));

  @Test
  void hasTheIssuerInLabelAndParameter() {
    assertThat(new OtpauthUri("Bank: é").of(SECRET, "ada@example.com"))
        .isEqualTo(
            "otpauth://totp/Bank%3A%20%C3%A9:ada%40example.com"
                + "?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Bank%3A%20%C3%A9"
                + "&algorithm=SHA1&digits=6&period=30");
  }

  @Test
  void everyNameComesBack() {
    Random random = new Random(7);
    int[] signs = "aZ9:%/?#&=+ *~é√שלום🦊".codePoints().toArray();
    for (int i = 0; i < 2_000; i++) {
      String name = random(random, signs);
      URI uri = URI.create(new OtpauthUri(name).of(SECRET, name));
      String[] label = uri.getRawPath().substring(1).split(":", -1);

      assertThat(label).hasSize(2);
      assertThat(decoded(label[0])).isEqualTo(name);
      assertThat(decoded(label[1])).isEqualTo(name);
      assertThat(uri.getRawQuery()).doesNotContain("+");
    }
  }

  @Test
  void theImageIsReadBack() throws Exception {
    String uri = new OtpauthUri("Twofold 🦊").of(SECRET, "ada@example.com");

    assertThat(read(QrCode.svg(uri))).isEqualTo(uri);
  }

  private static String random(Random random, int[] signs) {
    StringBuilder name = new StringBuilder();
    for (int length = 1 + random.nextInt(20); length > 0; length--) {
      name.appendCodePoint(signs[random.nextInt(signs.length)]);
    }
    return name.toString();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, UTF_8);
  }

  /** Draws the SVG's path at eight pixels a module and has ZXing read it. */
  private static String read(String svg) throws Exception {
    Matcher box = Pattern.compile("viewBox=\"0 0 (\\d+) ").matcher(svg);
    assertThat(box.find()).isTrue();
    int size = Integer.parseInt(box.group(1));
    int scale = 8;
    byte[] light = new byte[size * scale * size * scale];
    Arrays.fill(light, (byte) 0xff);
    Matcher bar = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\d+z").matcher(svg);
    while (bar.find()) {
      int x = Integer.parseInt(bar.group(1)) * scale;
      int y = Integer.parseInt(bar.group(2)) * scale;
      int width = Integer.parseInt(bar.group(3)) * scale;
      for (int row = y; row < y + scale; row++) {
        int start = row * size * scale + x;
        Arrays.fill(light, start, start + width, (byte) 0);
      }
    }
    LuminanceSource image = new Image(light, size * scale);
    return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(image))).getText();
  }

  private static final class Image extends LuminanceSource {

    private final byte[] light;

    Image(byte[] light, int size) {
      super(size, size);
      this.light = light;
    }

    @Override
    public byte[] getRow(int y, byte[] row) {
      return Arrays.copyOfRange(light, y * getWidth(), (y + 1) * getWidth());
    }

    @Override
    public byte[] getMatrix() {
      return light;
    }
  }
}
