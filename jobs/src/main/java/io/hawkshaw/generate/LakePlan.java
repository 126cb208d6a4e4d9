package io.hawkshaw.generate;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;

/**
 * What lake is wanted.
 *
 * @param seed all chance follows from it
 * @param firstDay first UTC day
 * @param size how much of everything
 * @param formats in which it is written
 * @param fileRecords about as many records are put into one file
 */
public record LakePlan(
    long seed, LocalDate firstDay, Size size, List<LakeFormat> formats, int fileRecords)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * How much of everything.
   *
   * @param days UTC days
   * @param events API calls of ordinary life that manage something; incidents and copies come on
   *     top
   * @param flows flow log records of ordinary life
   * @param accounts accounts of the organization
   * @param incidents what is injected
   */
  public record Size(int days, long events, long flows, int accounts, int incidents)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Questions to the resolver: 30 for every thousand flows. */
    long queries() {
      return flows * 3 / 100;
    }

    /** Requests to the API servers of clusters: 8 for every hundred API calls. */
    long audits() {
      return events * 8 / 100;
    }

    /** Calls on the objects of buckets, which are data events: 10 for every hundred API calls. */
    long objectCalls() {
      return events / 10;
    }

    /** Invocations of functions, data events too: 2 for every hundred API calls. */
    long invocations() {
      return events / 50;
    }

    /** Findings that have nothing to do with an incident: 4 for every thousand API calls. */
    long findings() {
      return events / 250;
    }
  }

  List<LocalDate> days() {
    return Calendar.days(firstDay, firstDay.plusDays(size.days() - 1L));
  }

  /** The days on which incidents play: the later half, so that there is a past to differ from. */
  List<LocalDate> laterDays() {
    return days().subList(size.days() / 2, size.days());
  }
}
