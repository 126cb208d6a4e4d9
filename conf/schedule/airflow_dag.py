"""Every night in Airflow 2.4 or later, on EMR Serverless. For a machine or a Kubernetes cluster of
your own, put a BashOperator or a KubernetesPodOperator with the same arguments in its place."""

from datetime import datetime, timedelta, timezone

from airflow import DAG
from airflow.providers.amazon.aws.operators.emr import EmrServerlessStartJobOperator

APPLICATION = "00example0000001"
ROLE = "arn:aws:iam::111122223333:role/hawkshaw-nightly"
CODE = "s3://my-code/hawkshaw"
LAKE = "s3a://my-lake/hawkshaw"


def hawkshaw(task_id, *arguments):
    """A command of Hawkshaw, as a job."""
    return EmrServerlessStartJobOperator(
        task_id=task_id,
        application_id=APPLICATION,
        execution_role_arn=ROLE,
        job_driver={
            "sparkSubmit": {
                "entryPoint": f"{CODE}/hawkshaw-jobs.jar",
                "entryPointArguments": list(arguments),
                "sparkSubmitParameters": (
                    "--class io.hawkshaw.Main"
                    f" --jars {CODE}/lib/*.jar"
                    f" --archives {CODE}/conf.tar.gz#conf"
                ),
            }
        },
    )


with DAG(
    dag_id="hawkshaw",
    schedule="15 2 * * *",
    start_date=datetime(2026, 1, 1, tzinfo=timezone.utc),
    # A night reads all that is new since the last one: there is nothing to catch up.
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 1, "retry_delay": timedelta(minutes=10)},
) as dag:
    hawkshaw("check", "check", "--lake", LAKE) >> hawkshaw("nightly", "nightly", "--lake", LAKE)
