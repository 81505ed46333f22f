/**
 * The gateway's admin API, as a client sees it. Fields that are not known here are ignored.
 */
package hewn.cli.api;
