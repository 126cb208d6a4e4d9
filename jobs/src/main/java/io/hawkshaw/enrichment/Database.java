package io.hawkshaw.enrichment;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A database in MaxMind's format. Where the file is, it is mapped into memory; to another machine
 * it travels as bytes.
 */
final class Database implements Serializable {
  private static final long serialVersionUID = 1L;

  private transient String file;
  private transient Reader reader;

  /**
   * Opens a file.
   *
   * @throws IOException where it cannot be read, or is no such database
   */
  Database(String file) throws IOException {
    this.file = file;
    this.reader = new Reader(new File(file), new CHMCache());
  }

  /** What the database says of an address; an empty map for nothing. */
  Map<?, ?> find(InetAddress address) throws IOException {
    boolean isForeign = address.getAddress().length == 16 && reader.getMetadata().ipVersion() == 4;
    Map<?, ?> found = isForeign ? null : reader.get(address, Map.class);
    return found == null ? Map.of() : found;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.writeObject(Files.readAllBytes(Path.of(file)));
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    reader = new Reader(new ByteArrayInputStream((byte[]) in.readObject()), new CHMCache());
  }
}
