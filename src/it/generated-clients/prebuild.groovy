// Starts the packaged clinic with its demo data, and has its OpenAPI document for the generators.
// The build that follows reads it; postbuild.groovy ends it.
import java.util.concurrent.TimeUnit

def jar = basedir.parentFile.parentFile.listFiles().find { it.name.endsWith('-clinic.jar') }
assert jar != null : 'The clinic has not been packaged.'
def log = new File(basedir, 'clinic.log')
def java = System.getProperty('java.home') + '/bin/java'
def clinic = new ProcessBuilder(java, '-jar', jar.path, '--server.port=0',
		'--spring.datasource.url=jdbc:h2:mem:generated-clients;DB_CLOSE_ON_EXIT=FALSE')
	.directory(basedir).redirectErrorStream(true).redirectOutput(log).start()
Runtime.runtime.addShutdownHook(new Thread({ clinic.destroyForcibly() } as Runnable))
context.put('clinic', clinic)

def address = null
def document = null
def end = System.nanoTime() + TimeUnit.MINUTES.toNanos(10)
while (document == null) {
	assert clinic.alive && System.nanoTime() < end : 'The clinic did not start:\n' + log.text
	def started = log.text =~ /Tomcat started on port (\d+)/
	if (started.find()) {
		address = 'http://127.0.0.1:' + started.group(1)
		def request = new URL(address + '/v1/openapi.json').openConnection()
		request.setRequestProperty('Authorization', 'Bearer demo-owner-key')
		document = (request.responseCode == 200) ? request.inputStream.getText('UTF-8') : null
	}
	if (document == null) {
		clinic.waitFor(1, TimeUnit.SECONDS)
	}
}
new File(basedir, 'openapi.json').setText(document, 'UTF-8')
new File(basedir, 'clinic.address').setText(address, 'UTF-8')
return true
