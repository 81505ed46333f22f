/** What changes and faults cost, measured on real processes under load. */
package hewn.itests.chaos.study;
