/**
 * Carries protocols over servlets, without a thread that waits.
 */
package hewn.serving.http;
