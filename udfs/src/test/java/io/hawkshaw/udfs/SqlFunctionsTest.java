package io.hawkshaw.udfs;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The one test that starts Spark: what a session makes of the functions. */
class SqlFunctionsTest {
  private static SparkSession extended;

  @BeforeAll
  static void openSession() {
    extended =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "1")
            .config("spark.sql.extensions", HawkshawExtensions.class.getName())
            .getOrCreate();
  }

  @AfterAll
  static void closeSession() {
    extended.stop();
  }

  private static List<SqlFunction> functions() {
    return SqlFunctions.ALL;
  }

  private static List<String> lines(String sql) {
    return extended.sql(sql).as(Encoders.STRING()).collectAsList();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void theExampleOfTheManualGivesTheResultOfTheManual(SqlFunction function) {
    List<String> example = function.examples().strip().lines().map(String::strip).toList();
    String statement = example.get(1).substring("> ".length()).replace(";", "");
    Object value = extended.sql(statement).first().get(0);
    assertThat(String.valueOf(value)).isEqualTo(example.get(2));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void theManualIsShownBySql(SqlFunction function) {
    List<String> manual = lines("DESCRIBE FUNCTION EXTENDED " + function.name());
    assertThat(manual)
        .contains("Function: " + function.name(), "Usage: " + function.usage())
        .anySatisfy(line -> assertThat(line).contains("> SELECT " + function.name() + "("));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void nullGivesNull(SqlFunction function) {
    String nulls = function.name().equals("ip_in_cidr") ? "null, null" : "null";
    Row row = extended.sql("SELECT %s(%s)".formatted(function.name(), nulls)).first();
    assertThat(row.isNullAt(0)).isTrue();
  }

  @Test
  void columnsGiveTheSameAsSqlOnRowsOfAllPartitions() {
    List<String> agents = Arrays.asList("aws-cli/2.1", null, "[S3Console/0.4]", "TruffleHog");
    var rows = extended.createDataset(agents, Encoders.STRING()).toDF("agent").repartition(2);
    var families =
        rows.select(AgentFamily.agentFamily(col("agent"))).as(Encoders.STRING()).collectAsList();
    assertThat(families).containsExactlyInAnyOrder("aws-cli", null, "AWS Console", "TruffleHog");
    assertThat(rows.selectExpr("agent_family(agent)").as(Encoders.STRING()).collectAsList())
        .containsExactlyInAnyOrderElementsOf(families);
  }

  @Test
  void everyFunctionIsACallOnColumns() {
    var ip = col("ip");
    var columns =
        Stream.of(
            RegisteredDomain.registeredDomain(ip),
            AgentFamily.agentFamily(ip),
            IpInCidr.ipInCidr(ip, ip),
            PrivateIp.isPrivateIp(ip),
            ArnAccount.arnAccount(ip),
            ArnResource.arnResource(ip),
            CsvSafe.csvSafe(ip),
            Printable.printable(ip));
    Row row =
        extended.sql("SELECT '10.0.0.1' AS ip").select(columns.toArray(Column[]::new)).first();
    assertThat(row).isEqualTo(row(null, "Other", true, true, null, null, "10.0.0.1", "10.0.0.1"));
  }

  private static Row row(Object... values) {
    return RowFactory.create(values);
  }

  @Test
  void aNumberIsReadAsTextAndAnArrayIsRefusedBeforeAnyRow() {
    assertThat(lines("SELECT csv_safe(-1)")).containsExactly("'-1");
    assertThatThrownBy(() -> extended.sql("SELECT csv_safe(array('a'))"))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("CANNOT_UP_CAST_DATATYPE");
  }

  @Test
  void aWrongNumberOfArgumentsIsAnErrorOfTheQuery() {
    assertThatThrownBy(() -> extended.sql("SELECT ip_in_cidr('10.0.0.1')"))
        .isInstanceOf(AnalysisException.class)
        .hasMessageContaining("WRONG_NUM_ARGS");
  }

  @Test
  void anOpenSessionLearnsTheFunctionsToo() {
    SparkSession notebook = extended.newSession();
    SqlFunctions.ALL.forEach(
        function -> notebook.sql("DROP TEMPORARY FUNCTION " + function.name()));
    assertThatThrownBy(() -> notebook.sql("SELECT arn_account('x')"))
        .isInstanceOf(AnalysisException.class);

    SqlFunctions.register(notebook);

    assertThat(notebook.sql("SHOW USER FUNCTIONS").as(Encoders.STRING()).collectAsList())
        .containsAll(SqlFunctions.ALL.stream().map(SqlFunction::name).toList());
    assertThat(notebook.sql("SELECT arn_account('arn:aws:iam::1:root')").first().getString(0))
        .isEqualTo("1");
  }
}
