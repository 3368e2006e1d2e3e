using System.Runtime.InteropServices;

namespace MedClip.Torch;

/// <summary>
/// The C functions of <c>libmedclip_torch</c>, bound once when the library has been found. Binding is explicit (no static
/// constructor), so that a failure can be reported in full and tried again.
/// </summary>
internal sealed unsafe class NativeApi
{
    /// <summary>The interface this assembly was compiled for; a library that says another number is refused.</summary>
    public const int AbiVersion = 2;

    /// <summary>The loaded library, for functions that are bound elsewhere.</summary>
    public readonly nint Library;

    public readonly delegate* unmanaged<byte*> LastError;
    public readonly delegate* unmanaged<byte*, void> SetError;
    public readonly delegate* unmanaged<byte*> TorchVersion;
    public readonly delegate* unmanaged<byte*> BuildInfo;
    public readonly delegate* unmanaged<byte*> BlasInfo;
    public readonly delegate* unmanaged<byte*> KernelLevel;
    public readonly delegate* unmanaged<byte*, int> KernelUse;
    public readonly delegate* unmanaged<int> LinearDetours;

    public readonly delegate* unmanaged<byte*, byte*, nint*, int> OpFind;
    public readonly delegate* unmanaged<nint, byte**, int> OpSchema;
    public readonly delegate* unmanaged<nint, NativeValue*, int, NativeValue*, int, int*, int> Call;
    public readonly delegate* unmanaged<nint, void> Free;

    public readonly delegate* unmanaged<nint, int> TensorRelease;
    public readonly delegate* unmanaged<nint, int> TensorRetain;
    public readonly delegate* unmanaged<nint, NativeInfo*, int> TensorInfo;
    public readonly delegate* unmanaged<nint, long*, long*, int, int> TensorSizes;
    public readonly delegate* unmanaged<nint, nint*, int> TensorData;
    public readonly delegate* unmanaged<nint, delegate* unmanaged<nint, void>, nint, long*, int, int, nint*, int> TensorFromMemory;

    public readonly delegate* unmanaged<nint, int, int> SetRequiresGrad;
    public readonly delegate* unmanaged<nint, nint*, int> Grad;
    public readonly delegate* unmanaged<nint, nint, int> SetGrad;
    public readonly delegate* unmanaged<nint, int> RetainGrad;
    public readonly delegate* unmanaged<nint*, int, nint*, int, int, nint*, int, int> Backward;
    public readonly delegate* unmanaged<nint*, int, nint*, int, nint*, int, int, int, nint*, int> GradOf;
    public readonly delegate* unmanaged<nint*, int, byte*, int, delegate* unmanaged<nint, nint, nint*, int, nint*, int, int>, delegate* unmanaged<nint, void>, nint, nint*, int> NodeCreate;
    public readonly delegate* unmanaged<nint, nint*, int, int*, nint*, int, int*, nint*, int> NodeLink;
    public readonly delegate* unmanaged<nint, nint*, int, int> NodeSaved;
    public readonly delegate* unmanaged<nint, int> NodeSavedCount;

    public readonly delegate* unmanaged<int> GradMode;
    public readonly delegate* unmanaged<int, int> SetGradMode;
    public readonly delegate* unmanaged<int, nint*, int> InferenceEnter;
    public readonly delegate* unmanaged<nint, int> InferenceExit;
    public readonly delegate* unmanaged<int> InferenceMode;
    public readonly delegate* unmanaged<int, int*, int*, int*, int> AutocastGet;
    public readonly delegate* unmanaged<int, int, int, int, int> AutocastSet;
    public readonly delegate* unmanaged<int> AutocastEnter;
    public readonly delegate* unmanaged<int> AutocastLeave;
    public readonly delegate* unmanaged<int*, int*, int> AnomalyGet;
    public readonly delegate* unmanaged<int, int, int> AnomalySet;
    public readonly delegate* unmanaged<int*, int*, int, int> Deterministic;

    public readonly delegate* unmanaged<long, int> ManualSeed;
    public readonly delegate* unmanaged<int, int, ulong, nint*, int> GeneratorCreate;
    public readonly delegate* unmanaged<int, int, nint*, int> GeneratorDefault;
    public readonly delegate* unmanaged<nint, int> GeneratorRelease;
    public readonly delegate* unmanaged<nint, int, long*, int> GeneratorSeed;
    public readonly delegate* unmanaged<nint, nint*, int> GeneratorGetState;
    public readonly delegate* unmanaged<nint, nint, int> GeneratorSetState;

    public readonly delegate* unmanaged<int, int> SetThreads;
    public readonly delegate* unmanaged<int> Threads;
    public readonly delegate* unmanaged<int, int> SetInteropThreads;
    public readonly delegate* unmanaged<int> InteropThreads;
    public readonly delegate* unmanaged<int, int*, int> FlushDenormals;
    public readonly delegate* unmanaged<int, int*, int> DeviceCount;
    public readonly delegate* unmanaged<int, int, int> DeviceSynchronize;
    public readonly delegate* unmanaged<int, int*, int> DefaultDtype;

    /// <summary>Binds every function of the loaded library.</summary>
    /// <exception cref="EntryPointNotFoundException">The library lacks a function.</exception>
    public NativeApi(nint library)
    {
        Library = library;
        nint Find(string name) => NativeLibrary.GetExport(library, name);
        LastError = (delegate* unmanaged<byte*>)Find("mt_last_error");
        SetError = (delegate* unmanaged<byte*, void>)Find("mt_set_error");
        TorchVersion = (delegate* unmanaged<byte*>)Find("mt_torch_version");
        BuildInfo = (delegate* unmanaged<byte*>)Find("mt_build_info");
        BlasInfo = (delegate* unmanaged<byte*>)Find("mt_blas_info");
        KernelLevel = (delegate* unmanaged<byte*>)Find("mt_kernel_level");
        KernelUse = (delegate* unmanaged<byte*, int>)Find("mt_kernel_use");
        LinearDetours = (delegate* unmanaged<int>)Find("mt_linear_detours");
        OpFind = (delegate* unmanaged<byte*, byte*, nint*, int>)Find("mt_op_find");
        OpSchema = (delegate* unmanaged<nint, byte**, int>)Find("mt_op_schema");
        Call = (delegate* unmanaged<nint, NativeValue*, int, NativeValue*, int, int*, int>)Find("mt_call");
        Free = (delegate* unmanaged<nint, void>)Find("mt_free");
        TensorRelease = (delegate* unmanaged<nint, int>)Find("mt_tensor_release");
        TensorRetain = (delegate* unmanaged<nint, int>)Find("mt_tensor_retain");
        TensorInfo = (delegate* unmanaged<nint, NativeInfo*, int>)Find("mt_tensor_info");
        TensorSizes = (delegate* unmanaged<nint, long*, long*, int, int>)Find("mt_tensor_sizes");
        TensorData = (delegate* unmanaged<nint, nint*, int>)Find("mt_tensor_data");
        TensorFromMemory = (delegate* unmanaged<nint, delegate* unmanaged<nint, void>, nint, long*, int, int, nint*, int>)Find("mt_tensor_from_memory");
        SetRequiresGrad = (delegate* unmanaged<nint, int, int>)Find("mt_tensor_set_requires_grad");
        Grad = (delegate* unmanaged<nint, nint*, int>)Find("mt_tensor_grad");
        SetGrad = (delegate* unmanaged<nint, nint, int>)Find("mt_tensor_set_grad");
        RetainGrad = (delegate* unmanaged<nint, int>)Find("mt_tensor_retain_grad");
        Backward = (delegate* unmanaged<nint*, int, nint*, int, int, nint*, int, int>)Find("mt_backward");
        GradOf = (delegate* unmanaged<nint*, int, nint*, int, nint*, int, int, int, nint*, int>)Find("mt_grad");
        NodeCreate = (delegate* unmanaged<nint*, int, byte*, int, delegate* unmanaged<nint, nint, nint*, int, nint*, int, int>, delegate* unmanaged<nint, void>, nint, nint*, int>)Find("mt_node_create");
        NodeLink = (delegate* unmanaged<nint, nint*, int, int*, nint*, int, int*, nint*, int>)Find("mt_node_link");
        NodeSaved = (delegate* unmanaged<nint, nint*, int, int>)Find("mt_node_saved");
        NodeSavedCount = (delegate* unmanaged<nint, int>)Find("mt_node_saved_count");
        GradMode = (delegate* unmanaged<int>)Find("mt_grad_mode");
        SetGradMode = (delegate* unmanaged<int, int>)Find("mt_set_grad_mode");
        InferenceEnter = (delegate* unmanaged<int, nint*, int>)Find("mt_inference_enter");
        InferenceExit = (delegate* unmanaged<nint, int>)Find("mt_inference_exit");
        InferenceMode = (delegate* unmanaged<int>)Find("mt_inference_mode");
        AutocastGet = (delegate* unmanaged<int, int*, int*, int*, int>)Find("mt_autocast_get");
        AutocastSet = (delegate* unmanaged<int, int, int, int, int>)Find("mt_autocast_set");
        AutocastEnter = (delegate* unmanaged<int>)Find("mt_autocast_enter");
        AutocastLeave = (delegate* unmanaged<int>)Find("mt_autocast_leave");
        AnomalyGet = (delegate* unmanaged<int*, int*, int>)Find("mt_anomaly_get");
        AnomalySet = (delegate* unmanaged<int, int, int>)Find("mt_anomaly_set");
        Deterministic = (delegate* unmanaged<int*, int*, int, int>)Find("mt_deterministic");
        ManualSeed = (delegate* unmanaged<long, int>)Find("mt_manual_seed");
        GeneratorCreate = (delegate* unmanaged<int, int, ulong, nint*, int>)Find("mt_generator_create");
        GeneratorDefault = (delegate* unmanaged<int, int, nint*, int>)Find("mt_generator_default");
        GeneratorRelease = (delegate* unmanaged<nint, int>)Find("mt_generator_release");
        GeneratorSeed = (delegate* unmanaged<nint, int, long*, int>)Find("mt_generator_seed");
        GeneratorGetState = (delegate* unmanaged<nint, nint*, int>)Find("mt_generator_get_state");
        GeneratorSetState = (delegate* unmanaged<nint, nint, int>)Find("mt_generator_set_state");
        SetThreads = (delegate* unmanaged<int, int>)Find("mt_set_threads");
        Threads = (delegate* unmanaged<int>)Find("mt_threads");
        SetInteropThreads = (delegate* unmanaged<int, int>)Find("mt_set_interop_threads");
        InteropThreads = (delegate* unmanaged<int>)Find("mt_interop_threads");
        FlushDenormals = (delegate* unmanaged<int, int*, int>)Find("mt_flush_denormals");
        DeviceCount = (delegate* unmanaged<int, int*, int>)Find("mt_device_count");
        DeviceSynchronize = (delegate* unmanaged<int, int, int>)Find("mt_device_synchronize");
        DefaultDtype = (delegate* unmanaged<int, int*, int>)Find("mt_default_dtype");
    }

    /// <summary>Throws the calling thread's last error when a status says so.</summary>
    public void Check(int status)
    {
        if (status != 0)
        {
            Fail();
        }
    }

#pragma warning disable CA2201 // the exception TorchSharp throws, which its users catch
    private void Fail() => throw new ExternalException(Text(LastError()));
#pragma warning restore CA2201

    /// <summary>Copies a C string.</summary>
    public static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";
}
