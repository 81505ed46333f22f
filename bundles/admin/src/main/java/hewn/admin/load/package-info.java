/**
 * What is dropped into the gateway's {@code load/} folder and can't be used: it is said in the log and by
 * a health check, with what to do.
 */
package hewn.admin.load;
