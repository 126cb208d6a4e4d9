package io.hawkshaw.source.columnar;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A query that makes columns of each record of a scan in batches, and nothing else: what Spark
 * would compute, as its own expressions.
 *
 * @param batches of the scan
 * @param columns expressions of the query, whose inputs are columns of the batches
 */
public record BatchQuery(RDD<ColumnarBatch> batches, List<Expression> columns) {

  /** The batches under a query; empty where its plan does more, or reads no batches. */
  public static Optional<BatchQuery> of(Dataset<Row> rows) {
    SparkPlan plan = rows.queryExecution().sparkPlan();
    List<Expression> columns = List.copyOf(CollectionConverters.asJava(plan.output()));
    while (plan instanceof ProjectExec projection) {
      columns = over(columns, ofProjection(projection));
      plan = projection.child();
    }
    return plan.supportsColumnar()
        ? Optional.of(new BatchQuery(plan.executeColumnar(), over(columns, ofScan(plan))))
        : Optional.empty();
  }

  private static Map<ExprId, Expression> ofProjection(ProjectExec projection) {
    Map<ExprId, Expression> named = new HashMap<>();
    for (NamedExpression column : CollectionConverters.asJava(projection.projectList())) {
      if (column instanceof Alias alias) {
        named.put(alias.exprId(), alias.child());
      }
    }
    return named;
  }

  private static Map<ExprId, Expression> ofScan(SparkPlan scan) {
    Map<ExprId, Expression> inputs = new HashMap<>();
    for (Attribute column : CollectionConverters.asJava(scan.output())) {
      inputs.put(
          column.exprId(), new BoundReference(inputs.size(), column.dataType(), column.nullable()));
    }
    return inputs;
  }

  private static List<Expression> over(List<Expression> columns, Map<ExprId, Expression> below) {
    return Expressions.replaced(
        columns,
        part ->
            part instanceof AttributeReference attribute ? below.get(attribute.exprId()) : null);
  }
}
