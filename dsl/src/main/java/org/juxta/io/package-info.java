/** Arrays in files: NumPy's {@code .npy} and {@code .npz}, and safetensors. */
@NullMarked
package org.juxta.io;

import org.jspecify.annotations.NullMarked;
