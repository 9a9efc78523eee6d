package org.lamplight.resident

import android.content.Intent
import android.net.Uri
import android.os.Bundle
import androidx.activity.enableEdgeToEdge
import androidx.core.content.IntentCompat
import java.io.File
import java.io.IOException

class MainActivity : TauriActivity() {
  override fun onCreate(savedInstanceState: Bundle?) {
    enableEdgeToEdge()
    // Before the page is loaded, which looks for them. When the system makes the activity anew, they are there already.
    if (savedInstanceState == null) keepShared(intent)
    super.onCreate(savedInstanceState)
  }

  override fun onNewIntent(intent: Intent) {
    keepShared(intent)
    super.onNewIntent(intent)
  }

  /** Copies the pictures that another app shared: the right to read them ends with this activity. */
  private fun keepShared(intent: Intent?) {
    val folder = File(cacheDir, SHARED)
    val now = System.currentTimeMillis()
    sharedPictures(intent).take(PICTURES_MAX).forEachIndexed { number, picture ->
      keep(picture, folder, "$now-$number")
    }
  }

  private fun sharedPictures(intent: Intent?): List<Uri> = when (intent?.action) {
    Intent.ACTION_SEND ->
      listOfNotNull(IntentCompat.getParcelableExtra(intent, Intent.EXTRA_STREAM, Uri::class.java))
    Intent.ACTION_SEND_MULTIPLE ->
      IntentCompat.getParcelableArrayListExtra(intent, Intent.EXTRA_STREAM, Uri::class.java).orEmpty()
    else -> emptyList()
  }

  private fun keep(picture: Uri, folder: File, name: String) {
    // A file of ours under another app's name would be read with our rights.
    if (picture.scheme != "content" || picture.authority?.startsWith(packageName) == true) return
    val unfinished = File(folder, "$name.part")
    try {
      folder.mkdirs()
      contentResolver.openInputStream(picture)?.use { from ->
        unfinished.outputStream().use { to -> from.copyTo(to) }
        unfinished.renameTo(File(folder, name))
      }
    } catch (_: IOException) {
      unfinished.delete()
    } catch (_: SecurityException) {
      unfinished.delete()
    }
  }

  private companion object {
    /** As in `src-tauri/src/shared.rs`. */
    const val SHARED = "shared"

    /** As many as a report takes. */
    const val PICTURES_MAX = 6
  }
}
