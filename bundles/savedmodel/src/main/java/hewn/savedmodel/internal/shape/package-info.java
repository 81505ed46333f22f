/** What is known of the tensors of a graph without computing any of them: shapes, small constants, work. */
package hewn.savedmodel.internal.shape;
