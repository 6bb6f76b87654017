package org.twofold.stack.credentials;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.twofold.keys.KeyFile;
import org.twofold.keys.SecretFile;
import org.twofold.stack.layout.DataDirectory;

/** The key files of every service under one folder; those that are there already stay. */
public final class KeyFiles {

  private final DataDirectory data;

  public KeyFiles(DataDirectory data) {
    this.data = data;
  }

  /** A key file of a service. */
  public record Held(KeyPurpose purpose, String service, Path file) {}

  /** All that there have to be, in the order of their purposes. */
  public List<Held> all() {
    List<Held> all = new ArrayList<>();
    for (KeyPurpose purpose : KeyPurpose.values()) {
      for (String service : purpose.holders()) {
        all.add(new Held(purpose, service, file(purpose, service)));
      }
    }
    return List.copyOf(all);
  }

  /**
   * Makes what is missing.
   *
   * @param madeUp for one machine: refused by services outside their local profile
   * @return what was made
   * @throws IOException if a file cannot be written
   */
  public List<Held> create(boolean madeUp) throws IOException {
    List<Held> missing = all().stream().filter(one -> Files.notExists(one.file())).toList();
    for (Held one : missing) {
      create(one, madeUp);
    }
    return missing;
  }

  private void create(Held one, boolean madeUp) throws IOException {
    KeyPurpose purpose = one.purpose();
    if (purpose == KeyPurpose.DELIVERY_PUBLIC) {
      KeyFile.writePublic(privatePart(), one.file());
      return;
    }
    for (String other : purpose.holders()) {
      Path there = file(purpose, other);
      if (Files.exists(there)) {
        SecretFile.write(one.file(), Files.readAllBytes(there));
        return;
      }
    }
    KeyFile.create(one.file(), purpose.type(), madeUp);
  }

  /**
   * Gives a purpose a successor, in the file of every holder.
   *
   * @param from when it comes into use
   * @throws IOException if a file cannot be written; the same command then goes on
   * @throws org.twofold.keys.KeyFileException if the file cannot be used, or has a successor that
   *     waits
   */
  public void rotate(KeyPurpose purpose, Instant now, Instant from) throws IOException {
    Path first = file(purpose, purpose.holders().getFirst());
    KeyFile.rotate(first, purpose.type(), now, from);
    for (String other : purpose.holders().subList(1, purpose.holders().size())) {
      SecretFile.write(file(purpose, other), Files.readAllBytes(first));
    }
    if (purpose == KeyPurpose.DELIVERY_PRIVATE) {
      // who opens has the key before anybody seals to it
      for (String service : KeyPurpose.DELIVERY_PUBLIC.holders()) {
        KeyFile.writePublic(first, file(KeyPurpose.DELIVERY_PUBLIC, service));
      }
    }
  }

  private Path privatePart() {
    KeyPurpose purpose = KeyPurpose.DELIVERY_PRIVATE;
    return file(purpose, purpose.holders().getFirst());
  }

  private Path file(KeyPurpose purpose, String service) {
    return data.keys(service).resolve(purpose.purpose() + ".json");
  }
}
