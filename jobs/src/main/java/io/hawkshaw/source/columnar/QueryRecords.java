package io.hawkshaw.source.columnar;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;

/** Records as the expressions of a {@link BatchQuery} say. */
public final class QueryRecords implements Records {
  /** The seed of Spark's {@code xxhash64}. */
  private static final long SEED = 42;

  private final Texts texts = new Texts();
  private final Values values = new Values(texts);
  private final Value id;
  private final Value[] key;
  private final ComputedNumber[] measures;
  private final Value[] samples;
  private UTF8String lastId;

  /** True where a key can hold what an expression says, and always says the same of a record. */
  public static boolean isKnown(Expression expression) {
    return Values.isKnown(expression.dataType()) && expression.deterministic();
  }

  /**
   * Records of expressions over batches.
   *
   * @param id never null
   * @param key what records that are alike share
   * @param measures the first and the last time, and sums
   * @param samples texts of which a few are kept
   */
  public QueryRecords(
      Expression id, List<Expression> key, List<Expression> measures, List<Expression> samples) {
    this.id = values.of(id);
    this.key = key.stream().map(values::of).toArray(Value[]::new);
    this.measures = measures.stream().map(values::number).toArray(ComputedNumber[]::new);
    this.samples = samples.stream().map(values::of).toArray(Value[]::new);
  }

  @Override
  public int keys() {
    return key.length;
  }

  @Override
  public int measures() {
    return measures.length;
  }

  @Override
  public void open(ColumnarBatch batch) {
    values.open(batch);
  }

  @Override
  public long read(int row, int[] ofKey, long[] measured, UTF8String[] sampled) {
    for (int i = 0; i < ofKey.length; i++) {
      ofKey[i] = key[i].number(row);
    }
    for (int i = 0; i < measured.length; i++) {
      measured[i] = measures[i].longOr(0, row);
    }
    for (int i = 0; i < sampled.length; i++) {
      sampled[i] = samples[i].text(row);
    }
    lastId = id.text(row);
    return XXH64.hashUTF8String(lastId, SEED);
  }

  @Override
  public UTF8String id() {
    return lastId.clone();
  }

  @Override
  public Object[] fields(int[] ofKey) {
    Object[] fields = new Object[ofKey.length];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = key[i].value(ofKey[i]);
    }
    return fields;
  }

  @Override
  public boolean isWhole(int[] ofKey) {
    return false;
  }

  @Override
  public long bytes() {
    return texts.bytes();
  }

  @Override
  public void forget() {
    values.forget();
  }
}
