/**
 * What clients hear while the gateway starts: to come back soon, and never that a model is unknown which only is not back
 * yet.
 */
package hewn.serving.start;
