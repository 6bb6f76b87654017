package org.twofold.gateway.settings;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/** Draws a QR code here, so that no third party sees the secret (C7). */
public final class QrCode {

  /** The quiet zone of ISO/IEC 18004. */
  private static final int MARGIN = 4;

  /** Pixels of a module: a whole number of them, so that none is wider than another. */
  private static final int SCALE = 4;

  private QrCode() {}

  /** The text as an SVG image of one path, dark on light whatever the page is. */
  public static String svg(String text) {
    BitMatrix matrix = encode(text);
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < matrix.getHeight(); y++) {
      for (int x = 0; x < matrix.getWidth(); x++) {
        if (matrix.get(x, y)) {
          int start = x;
          while (x + 1 < matrix.getWidth() && matrix.get(x + 1, y)) {
            x++;
          }
          int length = x - start + 1;
          path.append('M').append(start).append(' ').append(y);
          path.append('h').append(length).append("v1h-").append(length).append('z');
        }
      }
    }
    int size = matrix.getWidth();
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" shape-rendering="crispEdges">\
        <rect width="%d" height="%d" fill="#fff"/><path fill="#000" d="%s"/></svg>"""
        .formatted(size, size, size * SCALE, size * SCALE, size, size, path);
  }

  private static BitMatrix encode(String text) {
    try {
      return new QRCodeWriter()
          .encode(
              text,
              BarcodeFormat.QR_CODE,
              0,
              0,
              Map.of(
                  EncodeHintType.MARGIN,
                  MARGIN,
                  EncodeHintType.CHARACTER_SET,
                  "UTF-8",
                  EncodeHintType.ERROR_CORRECTION,
                  ErrorCorrectionLevel.M));
    } catch (WriterException e) {
      throw new IllegalArgumentException("Too long for a QR code", e);
    }
  }
}
