package org.twofold.system;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.microsoft.playwright.Locator;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Reads a QR code from the pixels of a page, as a phone would. */
final class QrPicture {

  private QrPicture() {}

  static String read(Locator picture) {
    try {
      BufferedImage image =
          withoutCorners(ImageIO.read(new ByteArrayInputStream(picture.screenshot())));
      int width = image.getWidth();
      int height = image.getHeight();
      int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
      RGBLuminanceSource source = new RGBLuminanceSource(width, height, pixels);
      return Stream.of(new GlobalHistogramBinarizer(source), new HybridBinarizer(source))
          .flatMap(QrPicture::read)
          .findFirst()
          .orElseThrow(() -> new AssertionError("No QR code can be read there"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The page shows through at its round corners, which a clean code has not. */
  private static BufferedImage withoutCorners(BufferedImage shown) {
    int rim = shown.getWidth() / 30;
    return shown.getSubimage(rim, rim, shown.getWidth() - 2 * rim, shown.getHeight() - 2 * rim);
  }

  /** As it stands there, and as it would be looked for in a photograph. */
  private static Stream<String> read(Binarizer pixels) {
    return Stream.of(DecodeHintType.PURE_BARCODE, DecodeHintType.TRY_HARDER)
        .flatMap(
            hint -> {
              try {
                Map<DecodeHintType, Boolean> hints = Map.of(hint, true);
                return Stream.of(
                    new MultiFormatReader().decode(new BinaryBitmap(pixels), hints).getText());
              } catch (NotFoundException e) {
                return Stream.empty();
              }
            });
  }

  /** The secret in its otpauth URI. */
  static String secret(Locator picture) {
    return Arrays.stream(URI.create(read(picture)).getQuery().split("&"))
        .filter(part -> part.startsWith("secret="))
        .map(part -> part.substring("secret=".length()))
        .findFirst()
        .orElseThrow();
  }
}
