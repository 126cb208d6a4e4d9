package io.hawkshaw.udfs;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ArnTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      textBlock =
          """
          arn:aws:iam::111122223333:root       | 111122223333 | root
          arn:aws:iam::111122223333:user/alice | 111122223333 | user/alice
          arn:aws:sts::111122223333:assumed-role/Admin/s | 111122223333 | assumed-role/Admin/s
          arn:aws:lambda:us-east-1:111122223333:function:f:1 | 111122223333 | function:f:1
          arn:aws-us-gov:ec2:us-gov-west-1:111122223333:instance/i-0 | 111122223333 | instance/i-0
          arn:aws:iam::aws:policy/ReadOnlyAccess | aws        | policy/ReadOnlyAccess
          arn:aws:s3:::bucket/key:with:colons  | null         | bucket/key:with:colons
          """)
  void anArnHasAnAccountAndAResource(String arn, String account, String resource) {
    assertThat(ArnAccount.of(arn)).isEqualTo(account);
    assertThat(ArnResource.of(arn)).isEqualTo(resource);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "arn",
        "arn:",
        "arn:::::",
        "arn:aws:iam::111122223333:",
        "arn:aws:iam::111122223333",
        "arn::iam::111122223333:root",
        "arn:aws:::111122223333:root",
        "urn:aws:iam::1:root",
        "ARN:aws:iam::1:root",
        " arn:aws:iam::1:root",
        "ec2.amazonaws.com",
        "AIDAEXAMPLE"
      })
  void whatIsNoArnHasNeither(String text) {
    assertThat(ArnAccount.of(text)).isNull();
    assertThat(ArnResource.of(text)).isNull();
  }

  @Test
  void anArnEndsAtTheLengthThatIamAllows() {
    String start = "arn:aws:iam::111122223333:";
    assertThat(ArnAccount.of(start + "x".repeat(2048 - start.length()))).isNotNull();
    assertThat(ArnAccount.of(start + "x".repeat(2049 - start.length()))).isNull();
    assertThat(ArnResource.of("arn" + ":".repeat(10_000_000))).isNull();
  }

  @Property
  void thePartsAreThoseOfWhichItWasMade(
      @ForAll @NumericChars @StringLength(12) String account,
      @ForAll @NotEmpty @StringLength(max = 500) String resource) {
    String arn = "arn:aws:iam::" + account + ":" + resource;
    assertThat(ArnAccount.of(arn)).isEqualTo(account);
    assertThat(ArnResource.of(arn)).isEqualTo(resource);
  }

  @Property
  void neverThrows(@ForAll String text) {
    assertThat(ArnAccount.of(text)).isNull();
    assertThat(ArnResource.of(text)).isNull();
  }
}
