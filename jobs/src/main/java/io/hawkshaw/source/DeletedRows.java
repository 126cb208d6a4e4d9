package io.hawkshaw.source;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** Rows that stand in a data file and no longer count: other files of its table delete them. */
interface DeletedRows extends Serializable {
  /** Their positions in the file, from 0 on. It reads what is needed to tell. */
  List<Long> positions() throws IOException;
}
