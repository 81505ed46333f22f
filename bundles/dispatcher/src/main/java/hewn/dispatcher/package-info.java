/**
 * Every request through one generation to exactly one answer.
 */
package hewn.dispatcher;
