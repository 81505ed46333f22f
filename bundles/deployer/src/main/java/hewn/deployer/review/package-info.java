/**
 * Plans what serves again, compares, and moves it where that gains enough.
 */
package hewn.deployer.review;
