using MedClip.Torch;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// An array of numbers of one type on one device, with its autograd history. Operations make new tensors, except those whose
    /// name ends in an underscore, which change the tensor and return it.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private TensorHandle handle;
        private DisposeScope? scope;

        // What never changes is asked for once.
        private ScalarType? elementType;

        internal Tensor(IntPtr tensor)
            : this(tensor, 0)
        {
        }

        private Tensor(IntPtr tensor, int kibibytes)
        {
            handle = new TensorHandle(tensor, kibibytes);
            scope = DisposeScopeManager.Current.Register(this);
        }

        /// <summary>The reference to the native tensor; valid while this object lives and is not disposed.</summary>
        /// <exception cref="ObjectDisposedException">The tensor has been disposed.</exception>
        public IntPtr Handle => handle.IsClosed || handle.IsInvalid ? throw Disposed() : handle.DangerousGetHandle();

        /// <summary>Whether the tensor has been disposed or given away.</summary>
        public bool IsInvalid => handle.IsClosed || handle.IsInvalid;

        internal DisposeScope? OwningDisposeScope => scope;

        /// <summary>Makes a tensor of a native reference, which it owns from here.</summary>
        /// <param name="handle">A reference that this library handed out.</param>
        public static Tensor UnsafeCreateTensor(IntPtr handle) => new(handle);

        /// <summary>Frees the native tensor now.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Gives the native reference away: the caller owns it, and this object becomes invalid.</summary>
        public IntPtr DecoupleFromNativeHandle()
        {
            nint tensor = Handle;
            Leave();
            handle.Release();
            return tensor;
        }

        /// <summary>Takes the tensor out of its scope: it lives until it is disposed by hand.</summary>
        public Tensor DetachFromDisposeScope()
        {
            MoveTo(null);
            return this;
        }

        /// <summary>Moves the tensor to the scope around its own, or out of all scopes if there is none.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            if (scope is not null)
            {
                MoveTo(scope.Outer);
            }
            return this;
        }

        /// <summary>Moves the tensor to another scope.</summary>
        /// <param name="other">The scope.</param>
        public Tensor MoveToOtherDisposeScope(DisposeScope other)
        {
            MoveTo(other);
            return this;
        }

        /// <summary>Moves the tensor to the scope of another tensor, or out of all scopes if that is in none.</summary>
        /// <param name="other">The other tensor.</param>
        public Tensor MoveToOtherDisposeScope(Tensor other)
        {
            MoveTo(other.scope);
            return this;
        }

        /// <summary>Takes a reference from the native side over.</summary>
        internal static Tensor Adopt(nint tensor, int kibibytes = 0) => tensor == 0 ? null! : new Tensor(tensor, kibibytes);

        internal void MoveTo(DisposeScope? target)
        {
            if (ReferenceEquals(scope, target))
            {
                return;
            }
            LifetimeStatistics counts = DisposeScopeManager.Current.Tensors;
            if (scope is not null)
            {
                scope.Remove(this);
                counts.DetachedFromScopeCount++;
            }
            scope = target;
            if (target is not null)
            {
                target.Hold(this);
                counts.AttachedToScopeCount++;
            }
        }

        /// <summary>Frees the native tensor.</summary>
        /// <param name="disposing">Whether this comes from <see cref="Dispose()"/>.</param>
        protected virtual void Dispose(bool disposing)
        {
            if (!disposing || handle.IsClosed || handle.IsInvalid)
            {
                return;
            }
            Leave();
            handle.Dispose();
        }

        private void Leave()
        {
            if (scope is null)
            {
                DisposeScopeManager.Current.Tensors.DisposedOutsideScopeCount++;
                return;
            }
            scope.MarkAsDisposed(this);
            scope = null;
        }

        private ObjectDisposedException Disposed() => new(
            nameof(Tensor),
            "The tensor has been disposed. If a dispose scope did it, move the tensor out first: tensor.MoveToOuterDisposeScope().");
    }
}
